import { css } from 'lit';

/** The quiet flag: initials over one of eight partings, in two tints of one hue. */
export const flagStyles = css`
  .flag {
    --_a: light-dark(oklch(.915 .038 var(--_hue)), oklch(.30 .042 var(--_hue)));
    --_b: light-dark(oklch(.865 .058 var(--_hue)), oklch(.355 .058 var(--_hue)));
    display: grid; place-items: center;
    background: linear-gradient(90deg, var(--_a) 50%, var(--_b) 0);
    color: light-dark(oklch(.34 .1 var(--_hue)), oklch(.92 .05 var(--_hue)));
    font-size: clamp(18px, 26cqmin, 104px); font-weight: 600; letter-spacing: -.02em; user-select: none;
  }
  .flag[data-parting='1'] { background: linear-gradient(var(--_a) 50%, var(--_b) 0); }
  .flag[data-parting='2'] { background: linear-gradient(to top right, var(--_a) 50%, var(--_b) 50.2%); }
  .flag[data-parting='3'] { background: conic-gradient(var(--_a) 25%, var(--_b) 0 50%, var(--_a) 0 75%, var(--_b) 0); }
  .flag[data-parting='4'] {
    background: linear-gradient(var(--_b) 0 0) center / 100% 34% no-repeat,
      linear-gradient(var(--_b) 0 0) 34% / 20% 100% no-repeat, var(--_a);
  }
  .flag[data-parting='5'] { background: linear-gradient(var(--_b) 0 0) center / 52% 52% no-repeat, var(--_a); }
  .flag[data-parting='6'] {
    background: linear-gradient(to top right, transparent 50%, var(--_b) 50.2%),
      linear-gradient(to bottom right, var(--_a) 50%, var(--_b) 50.2%);
  }
  .flag[data-parting='7'] { background: linear-gradient(90deg, var(--_a) 33.4%, var(--_b) 0 66.6%, var(--_a) 0); }
`;
