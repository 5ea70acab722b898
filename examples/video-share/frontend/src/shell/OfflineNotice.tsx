import { useSyncExternalStore } from "react";
import { Alert } from "../components/Alert";

function subscribe(onChange: () => void) {
  addEventListener("online", onChange);
  addEventListener("offline", onChange);
  return () => {
    removeEventListener("online", onChange);
    removeEventListener("offline", onChange);
  };
}

/** Says that there is no network, for as long as there is none. */
export function OfflineNotice() {
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return isOnline ? null : (
    <Alert>
      You are offline. What you see may be outdated; it goes on when the network is back.
    </Alert>
  );
}
