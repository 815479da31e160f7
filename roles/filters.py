from urllib.parse import urlencode

from django_filters import CharFilter, ChoiceFilter, FilterSet

from roles.models import Source
from roles.ways import by_target, starts

LONGEST = 100


class PublicFilter(FilterSet):
    """Filters of a public list: a value that is no choice is named and ignored."""

    def __init__(self, data, rows):
        super().__init__({name: value[:LONGEST] for name, value in data.items()}, rows)

    @property
    def unknown(self):
        """(label, value sent) pairs."""
        return [(self.form[name].label, self.data.get(name, "")) for name in self.form.errors]

    @property
    def chosen(self):
        """The choices made, as the query that makes them again."""
        return urlencode({name: value for name, value in self.form.cleaned_data.items() if value})


class IntoFilter(ChoiceFilter):
    def __init__(self, ways):
        choices = [(role.slug, role.name) for role, _ in by_target(ways)]
        super().__init__(label="I want to become", empty_label="Any role", choices=choices)

    def filter(self, routes, value):
        return routes.into(value) if value else routes


class FromFilter(ChoiceFilter):
    def __init__(self, ways):
        places = starts(ways)
        self.backgrounds = {way.start_slug: way.start for way in places if not way.origin}
        choices = [(way.start_slug, way.start) for way in places]
        super().__init__(label="I am now", empty_label="Anything", choices=choices)

    def filter(self, routes, value):
        if value in self.backgrounds:
            return routes.from_background(self.backgrounds[value])
        return routes.out_of(value) if value else routes


class RouteFilter(PublicFilter):
    def __init__(self, data, routes, *, ways):
        super().__init__(data, routes)
        self.filters["to"] = IntoFilter(ways)
        self.filters["from"] = FromFilter(ways)


class SourceFilter(PublicFilter):
    kind = ChoiceFilter(label="Kind", empty_label="All kinds", choices=Source.Kind.choices)


class RoleFilter(PublicFilter):
    KINDS = [("compared", "Compared here"), ("neighbour", "Neighbours")]

    q = CharFilter(label="Name or title", method="named_like", max_length=LONGEST)
    kind = ChoiceFilter(label="Kind", empty_label="All roles", choices=KINDS, method="of_one_kind")

    def named_like(self, roles, name, value):
        return roles.named_like(value)

    def of_one_kind(self, roles, name, value):
        return roles.neighbours() if value == "neighbour" else roles.compared()
