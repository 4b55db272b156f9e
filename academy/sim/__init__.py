"""The simulator of a production day: pure, deterministic, standard library only.

A run is (engine version, instance digest, log); its state is a fold over the log, advanced to a minute.
Pages, the API and the bots see a state through `view` alone.
"""
