//! Single flight: however many ask for a page that is not there, one renders and all get it.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use platform::Fault;
use tokio::sync::watch;

use super::page::{CachedPage, PageKey};
use crate::refusal::Error;

/// What a flight brought home.
#[derive(Clone, Debug)]
pub(super) struct Landed {
    pub page: CachedPage,
    /// The epoch that the render saw.
    pub began: u64,
    /// Whether it may be shown to others.
    pub shared: bool,
    /// A drop came while it was rendered; it was not kept.
    pub overtaken: bool,
}

type Arrival = Option<Result<Landed, Arc<Error>>>;

/// A render that is under way, for those who wait.
#[derive(Clone)]
pub(super) struct Flight {
    arrival: watch::Receiver<Arrival>,
}

impl Flight {
    /// Waits until the render has ended.
    pub async fn landing(mut self) -> Result<Landed, Error> {
        let arrived = self.arrival.wait_for(Option::is_some).await.map(|arrival| arrival.clone());
        match arrived {
            Ok(Some(Ok(landed))) => Ok(landed),
            Ok(Some(Err(error))) => Err(error.again()),
            Ok(None) | Err(_) => Err(Fault::new("the render ended without an answer").into()),
        }
    }
}

/// The renderer's side of a flight.
pub(super) struct Ticket {
    key: PageKey,
    number: u64,
    arrival: watch::Sender<Arrival>,
}

impl Ticket {
    /// Gives the result to all who wait.
    pub fn land(self, landed: Result<Landed, Error>) {
        self.arrival.send_replace(Some(landed.map_err(Arc::new)));
    }
}

/// A place in a flight.
pub(super) enum Seat {
    /// Nobody renders this page: you do.
    Pilot(Flight, Ticket),
    /// Somebody does: wait.
    Passenger(Flight),
}

/// All renders under way.
#[derive(Default)]
pub(super) struct Flights {
    under_way: HashMap<PageKey, (u64, Flight)>,
    last: u64,
}

impl Flights {
    pub fn seat(&mut self, key: &PageKey) -> Seat {
        if let Some((_, flight)) = self.under_way.get(key) {
            return Seat::Passenger(flight.clone());
        }
        let (arrival, waiting) = watch::channel(None);
        let flight = Flight { arrival: waiting };
        self.last += 1;
        self.under_way.insert(key.clone(), (self.last, flight.clone()));
        Seat::Pilot(flight, Ticket { key: key.clone(), number: self.last, arrival })
    }

    fn leave(&mut self, key: &PageKey, number: u64) {
        if self.under_way.get(key).is_some_and(|(current, _)| *current == number) {
            self.under_way.remove(key);
        }
    }
}

/// Takes a flight off the board when its render has ended, however it ended.
pub(super) struct Leaving<'a> {
    flights: &'a Mutex<Flights>,
    key: PageKey,
    number: u64,
}

impl<'a> Leaving<'a> {
    pub fn new(flights: &'a Mutex<Flights>, ticket: &Ticket) -> Self {
        Self { flights, key: ticket.key.clone(), number: ticket.number }
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.flights.lock().leave(&self.key, self.number);
    }
}
