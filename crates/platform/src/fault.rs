//! A fault: *we* failed. What a person did wrong is a `web::Refusal` instead.

use std::error::Error;
use std::fmt;

/// Something of ours broke: database, files, network, a template, a broken promise of our own.
///
/// It carries the whole chain for the log, where it is written once, at the edge. A visitor sees
/// only a sentence and a reference number.
#[derive(Debug)]
pub struct Fault {
    doing: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    /// Trying again later may help (the database is away, a queue is full).
    pub passing: bool,
}

impl Fault {
    /// A fault of our own finding, without a foreign cause.
    pub fn new(doing: impl Into<String>) -> Self {
        Self { doing: doing.into(), source: None, passing: false }
    }

    /// A fault caused by a foreign error, met while `doing`. What is said on top of a passing fault
    /// leaves it passing.
    pub fn caused(
        doing: impl Into<String>,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        let source = source.into();
        let passing = source.downcast_ref::<Self>().is_some_and(|fault| fault.passing);
        Self { doing: doing.into(), source: Some(source), passing }
    }

    /// The same fault, marked as passing: it answers 503 instead of 500.
    #[must_use]
    pub fn passing(mut self) -> Self {
        self.passing = true;
        self
    }

    /// The whole chain in one line, for the log.
    pub fn chain(&self) -> String {
        let mut line = self.doing.clone();
        let mut next = self.source();
        while let Some(error) = next {
            line.push_str(": ");
            line.push_str(&error.to_string());
            next = error.source();
        }
        line
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)
    }
}

impl Error for Fault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|error| error as &(dyn Error + 'static))
    }
}

/// Says what we were doing when a foreign error came: `read(path).doing("read settings")?`.
pub trait FaultContext<T> {
    /// Turns a foreign error into a [`Fault`] with the words of what was being done.
    fn doing(self, doing: impl Into<String>) -> Result<T, Fault>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> FaultContext<T> for Result<T, E> {
    fn doing(self, doing: impl Into<String>) -> Result<T, Fault> {
        self.map_err(|error| Fault::caused(doing, error))
    }
}

impl<T> FaultContext<T> for Option<T> {
    fn doing(self, doing: impl Into<String>) -> Result<T, Fault> {
        self.ok_or_else(|| Fault::new(doing))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_top_leave_a_passing_fault_passing() {
        let away = || Err::<(), _>(Fault::new("run `COMMIT`").passing());
        let told = away().doing("keep the letter").doing("answer").unwrap_err();
        assert!(told.passing);
        assert_eq!(told.chain(), "answer: keep the letter: run `COMMIT`");
        let broken = Err::<(), _>(Fault::new("run `COMMIT`")).doing("keep the letter");
        assert!(!broken.unwrap_err().passing);
    }
}
