/** The first page after the installation: says what Keybearer does, and how its button is pinned. */
import { hasGearMenu } from '../../platform/pinning';
import { text } from '../../platform/texts';
import { Heading } from '../../ui/heading';
import { PinPicture } from './pin-picture';
import './welcome.css';

export function Welcome() {
  const byGear = hasGearMenu();
  return (
    <div class="welcome stack">
      <Heading>{text('welcomeTitle')}</Heading>
      <p>{text('setupPromise')}</p>
      <p>{text('welcomePromise')}</p>
      <section class="pin">
        <PinPicture byGear={byGear} />
        <div>
          <h2>{text('welcomePin')}</h2>
          <p>{text(byGear ? 'welcomePinByGear' : 'welcomePinByPin')}</p>
        </div>
      </section>
    </div>
  );
}
