"""ministack with patches; runs in ministack's own environment, never in scaffold's."""
