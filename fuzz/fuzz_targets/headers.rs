//! What stands in the head of a request: hosts, forwarded addresses, encodings, networks, cursors.
#![no_main]

use std::net::IpAddr;

use http::{HeaderMap, HeaderName, HeaderValue};
use web::networks::{Network, household, visitor};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let peer = IpAddr::from([127, 0, 0, 1]);
    let trusted: Vec<Network> =
        ["127.0.0.0/8", "10.0.0.0/8"].map(|n| n.parse().expect("one")).into();
    let mut headers = HeaderMap::new();
    for line in text.lines() {
        let (name, value) = line.split_once(':').unwrap_or(("x-forwarded-for", line));
        let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        else {
            continue;
        };
        headers.append(name, value);
        if let Ok(network) = line.parse::<Network>() {
            assert_eq!(network.to_string().parse::<Network>().as_ref(), Ok(&network));
            network.contains(peer);
        }
        if let Some(host) = web::request_info::host_name(line) {
            assert!(!host.is_empty());
        }
        assert!(web::encoding::quality(line) <= 1_000);
        if let Ok(cursor) = web::pager::decode_cursor::<(i64, String)>(line) {
            let again = web::pager::encode_cursor(&cursor).expect("a cursor can be written");
            assert_eq!(web::pager::decode_cursor::<(i64, String)>(&again).ok(), Some(cursor));
        }
    }
    let (address, _) = visitor(peer, &headers, &trusted);
    assert_eq!(household(household(address)), household(address));
    // From anybody who is no proxy of ours nothing is believed.
    let stranger = IpAddr::from([203, 0, 113, 9]);
    assert_eq!(visitor(stranger, &headers, &trusted), (stranger, false));
    web::encoding::Accepted::of(&headers);
});
