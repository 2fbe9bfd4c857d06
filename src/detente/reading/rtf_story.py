"""A run of text in an RTF file: the body, a note, a text box or a field such as the title."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Story:
    """Paragraphs that are complete, and the pieces of the one that is not.

    A cell is complete at its end mark, a row at its own; a row is one paragraph with " | " between
    its cells, unless a cell has several paragraphs. A text box waits for the end of the paragraph
    that it is anchored in.
    """

    paragraphs: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[list[str]] = field(default_factory=list)
    boxes: list[Story] = field(default_factory=list)

    def end_paragraph(self, *, is_in_table: bool) -> None:
        """End the paragraph at hand."""
        text = self._taken()
        if is_in_table:
            self.cell.append(text)
            return
        self.end_row()
        self.paragraphs.append(text)
        self._place_boxes()

    def end_cell(self) -> None:
        """End the cell at hand and its last paragraph."""
        self.cell.append(self._taken())
        self.row.append([text for text in self.cell if text.strip()])
        self.cell = []

    def end_row(self) -> None:
        """End the row at hand; nothing happens where there is none."""
        if self.cell:
            self.row.append([text for text in self.cell if text.strip()])
            self.cell = []
        if self.row and all(len(cell) <= 1 for cell in self.row):
            self.paragraphs.append(" | ".join(cell[0].strip() for cell in self.row if cell))
        else:
            self.paragraphs.extend(text for cell in self.row for text in cell)
        self.row = []

    def end(self) -> list[str]:
        """End whatever is at hand and return all paragraphs."""
        self.end_paragraph(is_in_table=False)
        return self.paragraphs

    def _taken(self) -> str:
        # A character past U+FFFF is written as two halves.
        text = "".join(self.pieces).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.pieces = []
        return text

    def _place_boxes(self) -> None:
        for box in self.boxes:
            self.paragraphs.extend(box.end())
        self.boxes = []
