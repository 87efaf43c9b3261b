"""Numbers of list items as a reader sees them, whatever file they come from."""

from dataclasses import dataclass, field

from app.domain.labels import path_label


@dataclass(frozen=True)
class ListNumber:
    """The place of a paragraph in a list; ``label`` is None for a bullet.

    ``whole`` says that the label already holds the numbers of the levels above it.
    """

    label: str | None
    level: int
    whole: bool
    known_format: bool = True


@dataclass
class Parents:
    """The labels of the items around the one being read."""

    _labels: dict[int, str | None] = field(default_factory=dict)

    def clear(self) -> None:
        """Begin anew, as after a heading."""
        self._labels.clear()

    def label(self, counted: ListNumber) -> str | None:
        """The number a reader sees, after that of the item around it: "1 (a)"."""
        above = self._labels.get(counted.level - 1)
        label = counted.label if counted.whole else path_label(above, counted.label)
        self._labels = {
            level: parent for level, parent in self._labels.items() if level < counted.level
        }
        self._labels[counted.level] = label
        return label
