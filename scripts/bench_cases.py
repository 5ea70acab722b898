"""Print which tricky cases of updating an edited project scaffold and Copier pass."""

from regenerate.peers import PEERS
from regenerate.tricky import passes
from regenerate.tricky_cases import CASES


def main() -> None:
    """Print one row per case, and the scores."""
    names = "".join(f"{peer.name:>10}" for peer in PEERS)
    print(f"{'':<44}{names}")
    scores = dict.fromkeys(PEERS, 0)
    for case in CASES:
        results = {peer: passes(case, peer) for peer in PEERS}
        for peer, passed in results.items():
            scores[peer] += passed
        shown = "".join(f"{'yes' if results[peer] else 'no':>10}" for peer in PEERS)
        print(f"{case.name:<44}{shown}", flush=True)
    totals = "".join(f"{f'{score} of {len(CASES)}':>10}" for score in scores.values())
    print(f"{'':<44}{totals}")


if __name__ == "__main__":
    main()
