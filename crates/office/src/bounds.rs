//! How much of a file is read at most: what is larger is refused, not cut off.

/// Bytes of a file as it comes in.
pub(crate) const FILE: usize = 64 << 20;
/// Files inside a package.
pub(crate) const ENTRIES: usize = 4096;
/// Bytes of one unpacked file inside a package.
pub(crate) const ENTRY: u64 = 48 << 20;
/// Bytes of everything unpacked.
pub(crate) const UNPACKED: u64 = 128 << 20;
/// How deep elements may stand in each other.
pub(crate) const DEPTH: usize = 512;
/// Bytes of the text that is handed back.
pub(crate) const TEXT: usize = 8 << 20;
/// Cells of a workbook.
pub(crate) const CELLS: usize = 200_000;
/// Pages of a PDF.
pub(crate) const PAGES: usize = 2000;
/// Bytes that one stream of a PDF may unpack to.
pub(crate) const STREAM: usize = 16 << 20;
/// Columns that a cell of a table may span.
pub(crate) const SPAN: usize = 64;
/// Rows that a cell of a table may span.
pub(crate) const ROWS: usize = 1000;
/// Merged cells of a sheet that are kept merged; the rest stand beside each other.
pub(crate) const MERGED: usize = 2000;
/// Cells of a workbook that is imported.
pub(crate) const IMPORTED_CELLS: usize = 2_000_000;
/// Bytes of its words.
pub(crate) const IMPORTED_TEXT: usize = 96 << 20;
