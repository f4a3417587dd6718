//! Where the two databases differ, by name. A statement is written once with `@words`; here they
//! become what each database says.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use parking_lot::RwLock;

/// Which database answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The embedded default.
    Sqlite,
    /// For many nodes.
    Postgres,
}

/// `@word` on SQLite and on PostgreSQL. `{}` is the argument in parentheses.
const WORDS: &[(&str, &str, &str)] = &[
    // ids given as a JSON list
    (
        "@in",
        "IN (SELECT value FROM json_each({}))",
        "= ANY (ARRAY(SELECT jsonb_array_elements_text(({})::jsonb)::bigint))",
    ),
    // texts given as a JSON list
    (
        "@among",
        "IN (SELECT value FROM json_each({}))",
        "= ANY (ARRAY(SELECT jsonb_array_elements_text(({})::jsonb)))",
    ),
    // the greater of two values
    ("@greatest", "MAX({})", "GREATEST({})"),
    // rows are locked until the transaction ends; SQLite has one writer anyway
    ("@lock", "", "FOR UPDATE"),
    ("@skip_locked", "", "FOR UPDATE SKIP LOCKED"),
];

type Translations = RwLock<HashMap<(Dialect, &'static str), &'static str>>;
/// Translated texts of static statements; bounded by their number.
static TRANSLATED: LazyLock<Translations> = LazyLock::new(RwLock::default);

impl Dialect {
    /// The statement in this database's words.
    pub fn translate(self, sql: Cow<'static, str>) -> Cow<'static, str> {
        if !sql.contains('@') {
            return sql;
        }
        match sql {
            Cow::Owned(text) => Cow::Owned(self.replace(&text)),
            Cow::Borrowed(text) => {
                if let Some(done) = TRANSLATED.read().get(&(self, text)) {
                    return Cow::Borrowed(done);
                }
                let done: &'static str = Box::leak(self.replace(text).into_boxed_str());
                TRANSLATED.write().insert((self, text), done);
                Cow::Borrowed(done)
            }
        }
    }

    fn replace(self, sql: &str) -> String {
        let mut text = sql.to_owned();
        for (word, sqlite, postgres) in WORDS {
            let form = if self == Self::Sqlite { sqlite } else { postgres };
            if form.contains("{}") {
                while let Some((before, rest)) = text.split_once(&format!("{word}(")) {
                    let (argument, after) = rest.split_once(')').unwrap_or((rest, ""));
                    text = format!("{before}{}{after}", form.replace("{}", argument));
                }
            } else {
                text = text.replace(word, form);
            }
        }
        text
    }

    /// A migration in this database's words; migrations are written in PostgreSQL's.
    pub(super) fn translate_migration(self, sql: &str) -> String {
        match self {
            Self::Postgres => sql.to_owned(),
            Self::Sqlite => sql
                .replace("BIGINT PRIMARY KEY", "INTEGER PRIMARY KEY")
                .replace("BIGINT", "INTEGER")
                .replace("BYTEA", "BLOB"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_translated_for_both() {
        let sql = "SELECT 1 FROM t WHERE id @in($1) AND k @among($2) @lock";
        let sqlite = Dialect::Sqlite.translate(sql.into());
        assert!(sqlite.contains("json_each($1)") && !sqlite.contains('@'));
        let postgres = Dialect::Postgres.translate(sql.into());
        assert!(postgres.contains("($1)::jsonb)::bigint") && postgres.ends_with("FOR UPDATE"));
    }
}
