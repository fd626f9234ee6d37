"""How much of everything there is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    songs: int = 384_546
    artists: int = 44_000
    albums: int = 150_000  # about; each artist's share is rounded
    tags: int = 7_600
    first_year: int = 1922
    last_year: int = 2011
    words: int = 6_000

    @property
    def years(self):
        return self.last_year - self.first_year + 1

    @staticmethod
    def quick():
        """A twentieth, for a first look."""
        return Sizes(songs=19_200, artists=2_200, albums=7_500, tags=380)
