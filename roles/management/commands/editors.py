from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db.models import Q

from roles.models.recording import recorded

# Made by publishing and never by hand.
MADE_BY_PUBLISHING = ["edition", "listing", "listedrole", "listedtitle", "citation", "picture"]
# Made by whatever staff do.
MADE_BY_ITSELF = ["trailentry", "contentversion"]
# Brought in by an import, from files.
MADE_BY_IMPORTS = ["filedcase"]
# Of these there is a list to read.
READ = ["view_edition", "view_trailentry"]
# Of takers, whom nobody who writes the questions needs to know.
OF_TAKERS = [
    "attempt",
    "answer",
    "result",
    "stepresult",
    "backgroundrecord",
    "share",
    "plan",
    "plannedstep",
]
# Each kind of question has a page and rights of its own; runs of a check are begun by a button.
WITHOUT_PAGE = ["item", "checkrun"]


def of_app(label):
    return Permission.objects.filter(content_type__app_label=label)


def publishers():
    """All that the admin has a page for."""
    made = [*MADE_BY_PUBLISHING, *MADE_BY_ITSELF, *MADE_BY_IMPORTS]
    by_hand = ~Q(content_type__model__in=made) & ~Q(codename="add_report")
    return of_app("roles").filter(by_hand | Q(codename__in=[*READ, "publish"]))


def editors():
    """Without what readers notice, and without those who wrote to us."""
    return publishers().exclude(codename__in=["publish", "delete_report", "see_reporter"])


def psychometricians():
    """The drafts of the assessment, and the roles and sources that these name."""
    drafts = of_app("quiz").exclude(content_type__model__in=[*OF_TAKERS, *WITHOUT_PAGE])
    named = of_app("roles").filter(codename__in=["view_role", "view_source", "view_trailentry"])
    return drafts.exclude(codename="delete_assessment") | named


GROUPS = {"Editors": editors, "Publishers": publishers, "Psychometricians": psychometricians}


class Command(BaseCommand):
    help = "Makes the groups of staff, or gives them their rights again."

    @recorded(command="editors")
    def handle(self, **options):
        for name, rights in GROUPS.items():
            group, _ = Group.objects.get_or_create(name=name)
            # By all tables of an app, so that a new one needs only another run.
            group.permissions.set(rights())
        self.stdout.write(
            "Editors may write all content; Publishers may publish it too; Psychometricians may "
            "write and publish the assessment."
        )
