"""The shapes of the measured degrees, and how they go on at another size.

Listeners: a least number of songs and a log-normal number above it; the scatter is kept, the mean grows. Songs: Zipf and
Mandelbrot's `1 / (rank + q)^s`, fitted to the listeners of each rank, goes on to more ranks. A listener plays a song
once, so that no song has more listeners than there are: of a song that a share `p` of all choices falls on, a listener
of `k` songs is one with `1 - exp(-k p)`.
"""

from dataclasses import dataclass

import numpy as np


def spread(counts):
    """The degrees of all nodes, descending."""
    degrees = np.array(sorted(counts), np.int64)
    return np.repeat(degrees, [counts[degree] for degree in degrees.tolist()])[::-1]


@dataclass
class Activity:
    """Songs a listener has: `least` and a log-normal number above."""

    least: int
    sigma: float
    mean: float
    distance: float  # the largest between the shares up to a number, fitted and counted

    @staticmethod
    def fit(counts):
        """By the mean and the median of what is above the least number."""
        degrees = spread(counts).astype(float)
        least, mean = int(degrees.min()), float(degrees.mean())
        above, middle = mean - least, float(np.median(degrees)) - least
        sigma = float(np.sqrt(2 * np.log(above / max(middle, 0.5))))
        activity = Activity(least, sigma, mean, 0)
        drawn = np.sort(activity.quantiles(len(degrees)))
        places = np.unique(degrees)
        counted = np.searchsorted(degrees[::-1], places, side="right") / len(degrees)
        fitted = np.searchsorted(drawn, places + 0.5) / len(degrees)
        activity.distance = float(np.abs(counted - fitted).max())
        return activity

    def at(self, mean):
        """The same scatter about another mean."""
        return Activity(self.least, self.sigma, mean, self.distance)

    @property
    def mu(self):
        return np.log(self.mean - self.least) - self.sigma**2 / 2

    def quantiles(self, count):
        """`count` listeners, evenly through all."""
        return self.least + np.exp(self.mu + self.sigma * normal((np.arange(count) + 0.5) / count))

    def draw(self, rng, count):
        return self.least + rng.lognormal(self.mu, self.sigma, count)


@dataclass
class Popularity:
    """Shares of choices by rank: `1 / (rank + q)^s`."""

    s: float
    q: float
    distance: float  # the mean one of the logarithms, fitted and counted

    @staticmethod
    def fit(counts):
        """By least squares of logarithms at ranks evenly apart in logarithm, the best `q` of many."""
        degrees = spread(counts).astype(float)
        ranks = np.unique(np.geomspace(1, len(degrees), 200).astype(np.int64))
        wanted = np.log(degrees[ranks - 1])
        best = None
        for q in np.geomspace(0.5, len(degrees), 400):
            x = np.log(ranks + q)
            slope, height = np.polyfit(x, wanted, 1)
            error = float(np.abs(slope * x + height - wanted).mean())
            if best is None or error < best.distance:
                best = Popularity(-float(slope), float(q), error)
        return best

    def weights(self, ranks):
        return (ranks + self.q) ** -self.s


def normal(shares):
    """The standard normal distribution's quantiles (Acklam's rational approximation, 1.2e-9)."""
    a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690, -30.66479806614716, 2.506628277459239]
    b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1.0]
    c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]
    d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1.0]
    shares = np.asarray(shares, float)
    near = np.minimum(shares, 1 - shares)
    root = np.sqrt(-2 * np.log(near))
    tail = np.polyval(c, root) / np.polyval(d, root)
    centre = shares - 0.5
    middle = np.polyval(a, centre**2) * centre / np.polyval(b, centre**2)
    return np.where(near < 0.02425, np.where(shares < 0.5, tail, -tail), middle)
