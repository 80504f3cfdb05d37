import { describe, expect, it } from 'vitest';
import { readFixture, summary } from '../fixture';

describe('the JSON export', () => {
  it('is read with its folders and environments', async () => {
    expect(summary(await readFixture('bruno', 'export.json'))).toEqual({
      profiles: [
        {
          name: 'Exported · Team',
          isReady: true,
          sites: ['https://exported.test'],
          headers: [
            'api-key headerName=X-API-Key key=exported-key',
            'basic username=ada password=exported-password',
          ],
          remarks: [],
        },
      ],
      remarks: [],
    });
  });
});
