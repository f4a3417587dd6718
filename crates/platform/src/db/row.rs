//! A row read from either database, turned into a struct by serde: newtypes, enums as text,
//! integers as booleans and JSON columns need nothing of their own.

use std::fmt;

use serde::de::{self, DeserializeOwned, IntoDeserializer, Visitor};
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Column, Row as _, TypeInfo, ValueRef};

use super::value::{Kind, Value};
use crate::fault::{Fault, FaultContext};

/// Column names and values of one row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Fields in the order of the statement.
    pub fields: Vec<(String, Value)>,
}

impl Row {
    /// Reads the row into a struct whose field names are the column names.
    pub fn parse<T: DeserializeOwned>(self) -> Result<T, Fault> {
        T::deserialize(de::value::MapDeserializer::new(
            self.fields.into_iter().map(|(name, value)| (name, Cell(value))),
        ))
        .map_err(|error: CellError| Fault::caused("read a database row", error))
    }
}

pub(super) fn from_sqlite(row: &SqliteRow) -> Result<Row, Fault> {
    let mut fields = Vec::with_capacity(row.columns().len());
    for (index, column) in row.columns().iter().enumerate() {
        let raw = row.try_get_raw(index).doing("read a column")?;
        let kind =
            if raw.is_null() { "NULL".to_owned() } else { raw.type_info().name().to_owned() };
        let value = match kind.as_str() {
            "NULL" => Value::Null(Kind::Text),
            "INTEGER" | "BOOLEAN" => Value::Int(row.try_get(index).doing("read an integer")?),
            "BLOB" => Value::Bytes(row.try_get(index).doing("read bytes")?),
            _ => Value::Text(row.try_get_unchecked(index).doing("read text")?),
        };
        fields.push((column.name().to_owned(), value));
    }
    Ok(Row { fields })
}

pub(super) fn from_postgres(row: &PgRow) -> Result<Row, Fault> {
    let mut fields = Vec::with_capacity(row.columns().len());
    for (index, column) in row.columns().iter().enumerate() {
        let kind = column.type_info().name();
        let value = match kind {
            "INT8" => row.try_get::<Option<i64>, _>(index).map(Value::from),
            "INT4" => row.try_get::<Option<i32>, _>(index).map(Value::from),
            "BOOL" => row.try_get::<Option<bool>, _>(index).map(Value::from),
            "BYTEA" => row.try_get::<Option<Vec<u8>>, _>(index).map(Value::from),
            _ => row.try_get::<Option<String>, _>(index).map(Value::from),
        };
        fields.push((column.name().to_owned(), value.doing("read a column")?));
    }
    Ok(Row { fields })
}

/// One value on its way into a field.
struct Cell(Value);

/// Why a value doesn't fit a field.
#[derive(Debug)]
struct CellError(String);

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CellError {}

impl de::Error for CellError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl IntoDeserializer<'_, CellError> for Cell {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// JSON text on its way into a list, map or struct.
fn json(text: &str) -> Result<serde_json::Value, CellError> {
    serde_json::from_str(text).map_err(|error| CellError(format!("JSON column: {error}")))
}

fn from_json<'de, V: Visitor<'de>>(cell: Cell, visitor: V) -> Result<V::Value, CellError> {
    use serde::Deserializer as _;
    let text = match cell.0 {
        Value::Text(text) => text,
        Value::Bytes(bytes) => {
            let bytes = bytes.into_iter().map(serde_json::Value::from).collect::<Vec<_>>();
            return serde_json::Value::Array(bytes)
                .deserialize_any(visitor)
                .map_err(|error| CellError(error.to_string()));
        }
        other => return Err(CellError(format!("expected JSON text, found {other:?}"))),
    };
    json(&text)?.deserialize_any(visitor).map_err(|error| CellError(error.to_string()))
}

impl<'de> de::Deserializer<'de> for Cell {
    type Error = CellError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        match self.0 {
            Value::Int(number) => visitor.visit_i64(number),
            Value::Text(text) => visitor.visit_string(text),
            Value::Bytes(bytes) => visitor.visit_byte_buf(bytes),
            Value::Null(_) => visitor.visit_unit(),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        match self.0 {
            Value::Int(number) => visitor.visit_bool(number != 0),
            other => Err(CellError(format!("expected a boolean, found {other:?}"))),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        match self.0 {
            Value::Null(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, CellError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CellError> {
        match self.0 {
            Value::Text(text) => visitor.visit_enum(text.into_deserializer()),
            other => Err(CellError(format!("expected an enum's name, found {other:?}"))),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        from_json(self, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CellError> {
        from_json(self, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CellError> {
        from_json(self, visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct identifier ignored_any
    }
}
