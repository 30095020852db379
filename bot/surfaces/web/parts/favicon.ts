/** Our sign: a bell on a counter. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5d63"/><path d="M7 20a9 9 0 0 1 18 0z" fill="#fff"/><path d="M6 24h20M16 10.5V8M13.5 7.5h5" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>
`
