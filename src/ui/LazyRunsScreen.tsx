import { type ComponentType, useEffect, useState } from 'react';

let loaded: ComponentType | undefined;

/**
 * The Runs screen, in a chunk of its own that is fetched once it is wanted. React's own `lazy` would hold the fetched screen
 * back for 300 ms, so that what stands in its place doesn't flicker; nothing stands there.
 */
export function LazyRunsScreen() {
  const [Screen, setScreen] = useState(() => loaded);
  useEffect(() => {
    void import('./runs/RunsScreen.tsx').then(({ RunsScreen }) => {
      loaded = RunsScreen;
      setScreen(() => RunsScreen);
    });
  }, []);
  return Screen === undefined ? <div className="screen" /> : <Screen />;
}
