"""Forms that need no script, for whoever asks for one: with an empty row at the end of each list,
and with choices to choose from instead of those that are looked up while one types."""

# There may be thousands, in each row of a list; and a statement need not name one.
LOOKED_UP = {"company"}


def is_plain(request):
    return "plain" in request.GET


class PlainChoices:
    def get_autocomplete_fields(self, request):
        names = super().get_autocomplete_fields(request)
        return [name for name in names if name in LOOKED_UP] if is_plain(request) else names


class EmptyRow(PlainChoices):
    """Of an inline: the page leads to its plain form where there is no script."""

    has_plain_form = True

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if is_plain(request) else super().get_extra(request, obj, **kwargs)
