//! Before a visitor leaves the portal 离站提示 (article 12; 国办发〔2017〕47号 on links to other hosts): where the
//! link leads, that we don't answer for it, on or back.

pub(crate) mod public;
