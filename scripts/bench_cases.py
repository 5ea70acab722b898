"""Print the tricky cases of updating an edited project, and which of them we and Copier master."""

from regenerate.peers import PEERS
from regenerate.tricky import passes
from regenerate.tricky_cases import CASES


def main() -> None:
    """Print a row a case, and the scores."""
    names = "".join(f"{peer.name:>10}" for peer in PEERS)
    print(f"{'':<44}{names}")
    scores = dict.fromkeys(PEERS, 0)
    for case in CASES:
        outcomes = {peer: passes(case, peer) for peer in PEERS}
        for peer, outcome in outcomes.items():
            scores[peer] += outcome
        shown = "".join(f"{'yes' if outcomes[peer] else 'no':>10}" for peer in PEERS)
        print(f"{case.name:<44}{shown}", flush=True)
    totals = "".join(f"{f'{score} of {len(CASES)}':>10}" for score in scores.values())
    print(f"{'':<44}{totals}")


if __name__ == "__main__":
    main()
