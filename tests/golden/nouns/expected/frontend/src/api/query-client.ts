import { QueryClient } from "@tanstack/react-query";
import { onSessionEnd } from "../auth/session";
import { isTransient } from "./errors";

const RETRIES = 2;

let client = createClient();

/** The cache of whoever is signed in. The next person has another: what comes late finds only the old one. */
export function queryClient(): QueryClient {
  return client;
}

onSessionEnd(() => {
  client.clear();
  client = createClient();
});

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
