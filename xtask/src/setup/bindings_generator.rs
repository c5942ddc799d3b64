//! Writes the JavaScript side of a wasm module: `bindings-generator INPUT.wasm OUTPUT_DIRECTORY`.

use std::env::args;
use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let (Some(input), Some(output)) = (args().nth(1), args().nth(2)) else {
        return Err("usage: bindings-generator INPUT.wasm OUTPUT_DIRECTORY".into());
    };
    Ok(Bindgen::new().input_path(input).web(true)?.typescript(true).generate(output)?)
}
