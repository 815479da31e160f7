"""How moments and days are written where no template says it: on the pages of the staff."""

# As the trail, the editions and the names of rows have them; the zone is that of TIME_ZONE.
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = r"Y-m-d H:i \U\T\C"
DATE_FORMAT = SHORT_DATE_FORMAT = "Y-m-d"
