from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def canonical_address(context):
    """The one address of this page: without filters and whatever else a link may have added, but
    with the number of a later page of a list, which no other address shows."""
    request, page = context["request"], context.get("page")
    address = request.build_absolute_uri(request.path)
    is_later = getattr(page, "number", 1) > 1 and list(request.GET) == ["page"]
    return f"{address}?page={page.number}" if is_later else address
