//! Rows as lines: the names of the fields, then one list of values for each row. Numbers and texts
//! are themselves, bytes are `{"b": base64}`.

use std::io::{BufRead, BufReader, Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use platform::db::{Kind, Row, Value};
use platform::{Fault, FaultContext};
use serde_json::{Value as Json, json};

use super::sealing::SealedFile;
use crate::sums::Sums;

/// A table being written.
pub(super) struct TableWriter {
    out: GzEncoder<SealedFile>,
    /// How many rows it has.
    pub rows: u64,
}

impl TableWriter {
    /// Begins a table.
    pub(super) fn new(file: SealedFile) -> Self {
        Self { out: GzEncoder::new(file, Compression::fast()), rows: 0 }
    }

    /// One more row.
    pub(super) fn add(&mut self, row: &Row) -> Result<(), Fault> {
        if self.rows == 0 {
            let names: Vec<&String> = row.fields.iter().map(|(name, _)| name).collect();
            self.line(&json!(names))?;
        }
        self.rows += 1;
        self.line(&Json::Array(row.fields.iter().map(|(_, value)| written(value)).collect()))
    }

    fn line(&mut self, line: &Json) -> Result<(), Fault> {
        serde_json::to_writer(&mut self.out, line).doing("write a row")?;
        self.out.write_all(b"\n").doing("write a row")
    }

    /// Ends it.
    pub(super) fn finish(self) -> std::io::Result<Sums> {
        self.out.finish()?.finish()
    }
}

fn written(value: &Value) -> Json {
    match value {
        Value::Int(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!({ "b": STANDARD.encode(bytes) }),
        Value::Null(_) => Json::Null,
    }
}

/// A table being read.
pub(super) struct TableReader {
    lines: std::io::Lines<BufReader<GzDecoder<Box<dyn Read + Send>>>>,
    names: Vec<String>,
}

impl TableReader {
    /// Begins a table.
    pub(super) fn new(content: Box<dyn Read + Send>) -> Result<Self, Fault> {
        let mut lines = BufReader::new(GzDecoder::new(content)).lines();
        let names = match lines.next() {
            Some(line) => serde_json::from_str(&line.doing("read a table")?),
            None => Ok(Vec::new()),
        };
        Ok(Self { lines, names: names.doing("read a table's fields")? })
    }

    /// The next rows, up to so many; none at the end.
    pub(super) fn next(&mut self, most: usize) -> Result<Vec<Row>, Fault> {
        let mut rows = Vec::new();
        for line in self.lines.by_ref().take(most) {
            let values: Vec<Json> =
                serde_json::from_str(&line.doing("read a row")?).doing("read a row")?;
            if values.len() != self.names.len() {
                return Err(Fault::new("read a row: it has more or fewer fields than its table"));
            }
            let values = values.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
            rows.push(Row { fields: self.names.iter().cloned().zip(values).collect() });
        }
        Ok(rows)
    }
}

fn read(value: Json) -> Result<Value, Fault> {
    match value {
        Json::Null => Ok(Value::Null(Kind::Text)),
        Json::String(text) => Ok(Value::Text(text)),
        Json::Number(number) => number.as_i64().map(Value::Int).doing("read a number"),
        Json::Object(fields) => {
            let text = fields.get("b").and_then(Json::as_str).doing("read bytes")?;
            STANDARD.decode(text).map(Value::Bytes).doing("read bytes")
        }
        other => Err(Fault::new(format!("read a value: {other}"))),
    }
}
