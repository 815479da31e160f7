from django import template

from roles.addresses import section

register = template.Library()
register.filter(section)
