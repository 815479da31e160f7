"""Templates of pages, read without their indentation, which is for those who write them.

It is a twentieth of what is sent: the comparison of three roles gets through without it in what a
server may send before the first answer of the browser, some 14,600 bytes.
"""

import re

from django.template.loaders import app_directories, filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Unindented:
    """Lines stay, by which mistakes in a template are told. Mails are read as they are written."""

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        return INDENTATION.sub("\n", contents) if origin.name.endswith(".html") else contents


class OurTemplates(Unindented, filesystem.Loader):
    pass


class AppTemplates(Unindented, app_directories.Loader):
    pass
