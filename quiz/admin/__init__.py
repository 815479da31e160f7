from quiz.admin import attempt, draft, version

__all__ = ["attempt", "draft", "version"]
