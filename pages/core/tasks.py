"""What the background worker does for the core: it looks into large files."""

from django_tasks import task

from .media import CustomDocument


@task()
def check_document(pk: int) -> None:
    """Store how accessible a document's file is. May run twice; a document that is gone is passed over."""
    document = CustomDocument.objects.filter(pk=pk).first()
    if document is None:
        return
    document.look_into_file()
    CustomDocument.objects.filter(pk=pk).update(accessibility=document.accessibility)
