import { QueryClient } from "@tanstack/react-query";
import { isTransient } from "./errors";

const RETRIES = 2;

const client = createClient();

/** The cache of what the pages have loaded. */
export function queryClient(): QueryClient {
  return client;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) => count < RETRIES && isTransient(error),
      },
    },
  });
}
