fn main() {
    let name = std::env::args().nth(1).unwrap();
    let start = std::time::Instant::now();
    match dateline::scenario::load::file(std::path::Path::new(&name)) {
        Ok(loaded) => eprintln!(
            "{} events {:?}",
            loaded.scenario.events.len(),
            start.elapsed()
        ),
        Err(dateline::scenario::load::LoadError::Bad(all)) => {
            for d in &all {
                eprintln!("{}", d.render(false));
            }
            eprintln!("{}", all.len())
        }
        Err(e) => eprintln!("{e}"),
    }
}
