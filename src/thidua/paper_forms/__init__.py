"""The office's own .docx forms, dated, in the place of ours; and the one way a room draws a .docx by them."""
