//! What the site does for everybody, and how 无障碍说明 (article 14; 国办发〔2020〕45 号, GB/T 37668, WCAG 2.2): views,
//! type size, reading aloud, keys; single keys only for whoever has switched them on (WCAG §2.1.4).

pub(crate) mod public;
