# Two commands do everything on a bare Debian machine with Rust and Node:
#   make run    the demo district on http://127.0.0.1:8080 (visitors) and http://127.0.0.1:8081 (staff)
#   make test   everything that must hold
.PHONY: run test check bench faults fuzz probe package sbom tools
export RUST_BACKTRACE ?= 0
# The same for the product and its tests: with other features cargo would build everything twice.
TESTED = --features weiyang/test-control

run: tools console/dist/console.css
	cargo run --quiet -p weiyang -- demo

test: check

check: tools console/dist/console.css
	scripts/install-test-tools
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo build --quiet --workspace --all-targets $(TESTED)
	RUST_TEST_THREADS=3 scripts/throwaway-postgres cargo test --workspace --quiet $(TESTED)
	npm run --silent unit
	npm run --silent browser
	scripts/deny

bench: tools console/dist/console.css
	scripts/install-test-tools wrk nginx-light hugo
	cargo build --release --quiet -p weiyang
	WEIYANG_TEST_POSTGRES_FSYNC=on scripts/throwaway-postgres cargo run --release --quiet -p bench

# Kills, starves and misleads the portal while people write, and audits what it had acknowledged.
faults: tools console/dist/console.css
	scripts/install-test-tools libfaketime nginx-light
	cargo build --release --quiet -p weiyang -p faults
	WEIYANG_TEST_POSTGRES_FSYNC=on scripts/throwaway-postgres target/release/faults

# Feeds every parser of what comes from outside, SECONDS_EACH; docs/probing.md has the results.
SECONDS_EACH ?= 60
fuzz: tools
	scripts/fuzz $(SECONDS_EACH)

# Attacks a demo of its own with schemathesis, wapiti and sqlmap.
probe: tools console/dist/console.css
	scripts/install-test-tools python3-venv curl
	cargo build --quiet -p weiyang
	scripts/throwaway-postgres scripts/probe

# A Debian package with units, settings and a bill of materials.
package: tools console/dist/console.css
	scripts/debian-package

# What the product is made of, as CycloneDX.
sbom:
	scripts/sbom

tools:
	@scripts/install-build-tools

# The console's styles and scripts, and the editor.
console/dist/console.css: package-lock.json console/build.mjs $(shell find console/styles console/scripts -type f)
	npm ci --ignore-scripts --no-audit --no-fund --silent
	npm run --silent build
