from django import template

from quiz import report

register = template.Library()

for function in (
    report.rows,
    report.groups,
    report.share,
    report.shares,
    report.shift,
    report.limit,
):
    register.filter(function.__name__, function)
for function in (report.role_name, report.trait_name, report.question):
    register.filter(function.__name__, function)
