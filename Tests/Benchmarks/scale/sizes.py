"""How large the made-up Taste Profile is, whole or a share of it."""

from dataclasses import dataclass

from graph.sizes import Sizes

USERS, SONGS, PLAYS = 1_019_318, 384_546, 48_373_586


@dataclass(frozen=True)
class Scale:
    users: int
    plays: int
    catalogue: Sizes

    @staticmethod
    def of(percent):
        """`percent` of the users, the songs and the plays."""
        whole = Sizes()

        def part(count):
            return max(1, round(count * percent / 100))

        catalogue = Sizes(
            songs=part(whole.songs), artists=part(whole.artists), albums=part(whole.albums), tags=part(whole.tags))
        return Scale(part(USERS), part(PLAYS), catalogue)
