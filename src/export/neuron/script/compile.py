def compile_mechanisms(sources, keep):
    """Compiles the NMODL `sources` (name: text) with NEURON's nrnivmodl and loads them.

    In a temporary directory; with `keep`, in a directory below it that is used again while the sources are the same.
    """
    beside = pathlib.Path(sys.executable).with_name("nrnivmodl")
    compiler = str(beside) if beside.exists() else shutil.which("nrnivmodl")
    if compiler is None:
        sys.exit("nrnivmodl was not found: install NEURON with `pip install neuron`")
    if keep:
        digest = hashlib.sha256(json.dumps([neuron.__version__, sources], sort_keys=True).encode()).hexdigest()
        place = pathlib.Path(keep) / digest[:16]
    else:
        place = pathlib.Path(tempfile.mkdtemp(prefix="mechanisms-"))
        atexit.register(shutil.rmtree, place, ignore_errors=True)
    if not (place / "done").exists():
        place.mkdir(parents=True, exist_ok=True)
        for name, text in sources.items():
            (place / f"{name}.mod").write_text(text)
        built = subprocess.run([compiler], cwd=place, capture_output=True, text=True, check=False)
        if built.returncode != 0:
            sys.exit(f"nrnivmodl failed:\n{built.stdout}{built.stderr}")
        (place / "done").touch()
    libraries = [path for path in place.glob("*/*nrnmech.*") if path.suffix in (".so", ".dylib", ".dll")]
    neuron.h.nrn_load_dll(str(libraries[0]))
