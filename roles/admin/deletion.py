"""How rows are deleted in the admin, and what it says about those that cannot be."""


class OneByOne:
    """Nothing is deleted in bulk, which would ask neither whether readers see it nor whose it is,
    and would tell it where nobody looks."""

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


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
