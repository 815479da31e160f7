"""Of which tables of content readers see nothing."""

from roles.models.content_version import ContentVersion, watch_all_but
from roles.models.filed_case import FiledCase
from roles.models.trail import TrailEntry

# What figures are made of, and what is told of those who write.
UNSEEN = (ContentVersion, FiledCase, TrailEntry)
watch_all_but("roles", *UNSEEN)
