"""How a catalogue is fetched: listed, read in batches two at a time, faulty courses found."""
