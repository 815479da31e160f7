"""What a page says about what cannot be deleted."""


class SaysWhatKeepsIt:
    """What rests on a row keeps it, whoever asks: that is the reason to tell, not what this
    account might not do with those others."""

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, keeping = super().get_deleted_objects(objs, request)
        keeping = [*self.kept_by(objs), *keeping]
        return deleted, counts, set() if keeping else lacking, keeping

    def kept_by(self, rows):
        """What keeps these beside what the database says."""
        return []
