import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./errors";

const RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => count < RETRIES && isTransient(error),
    },
  },
});
