/** Lists as the server takes them: their columns, and a row as an example. */

export const TEMPLATES: Readonly<Record<string, readonly [string[], string[]]>> = {
  stations: [
    ['station', 'area', 'registered', 'latitude', 'longitude', 'zone'],
    ['0017', 'Almaty/Medeu', '2100', '43.2389', '76.9455', 'Asia/Almaty'],
  ],
  observers: [
    ['observer', 'organisation', 'language', 'supervisor', 'phones', 'backup'],
    ['o-17', '', 'ru', '', '+77010000017', '+77010000018'],
  ],
  deployments: [
    ['observer', 'station', 'from', 'to', 'role'],
    ['o-17', '0017', '07:00', '26:30', 'stationary'],
  ],
  readiness: [
    ['observer', 'accreditation', 'trained', 'materials', 'paid'],
    ['o-17', 'granted', 'yes', 'received', 'no'],
  ],
};
