import { ColourSchemeSwitch } from './ColourSchemeSwitch.tsx';
import { DeviceBadge } from './DeviceBadge.tsx';
import { EngineLine } from './EngineLine.tsx';
import { ExportButton } from './export/ExportButton.tsx';
import { ErrorBoundary } from './faults/ErrorBoundary.tsx';
import { PlainHeader } from './faults/ScreenBoundary.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { PresentButton } from './PresentButton.tsx';
import { ScreenLinks } from './ScreenLinks.tsx';
import { ShareButton } from './ShareButton.tsx';
import { SkipLink } from './SkipLink.tsx';

export function Header() {
  return (
    <ErrorBoundary fallback={() => <PlainHeader />}>
      <WholeHeader />
    </ErrorBoundary>
  );
}

function WholeHeader() {
  return (
    <header className="header">
      <SkipLink />
      <h1 className="header-name">Fitting Room</h1>
      <ScreenLinks />
      <EngineLine />
      <DeviceBadge />
      <div className="header-actions">
        <ShareButton />
        <ExportButton />
        <PresentButton />
        <ColourSchemeSwitch />
        <KeysHelp />
      </div>
    </header>
  );
}
