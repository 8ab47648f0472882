#!/usr/bin/python3
"""Trains torchvision's ResNet-18 on Fashion-MNIST and writes the model, its figures and the sample of the test set.

    nice -n 19 /usr/bin/python3 models/train.py            train, measure, export
    /usr/bin/python3 models/train.py --weights FILE.pt     measure and export weights kept by --keep FILE.pt

Debian packages: python3-torch python3-torchvision python3-onnx dataset-fashion-mnist.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import platform
import time

import numpy as np
import onnx
import torch
import torch.nn.functional as F
import torchvision
from onnx import helper, numpy_helper
from torch.nn.utils.fusion import fuse_conv_bn_eval

HERE = pathlib.Path(__file__).resolve().parent
DATA = pathlib.Path("/usr/share/datasets/fashion-mnist")
NAME = "resnet18-fashion-mnist"
CLASSES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]
SIZE = 64
MEAN, STD = 0.2860, 0.3530  # of the training set's pixels, in units of full white
SEED = 7
BATCH = 128
# Progressive resizing: an epoch at half the size costs under a third and brings the weights most of the way.
EPOCHS = [32, 64]
PEAK_RATE = 0.1
SAMPLE = 1000
EXPECTED = 8


def load(kind):
    images = gzip.decompress((DATA / f"{kind}-images-idx3-ubyte.gz").read_bytes())
    labels = gzip.decompress((DATA / f"{kind}-labels-idx1-ubyte.gz").read_bytes())
    pixels = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 28, 28).copy()
    return torch.from_numpy(pixels), torch.from_numpy(np.frombuffer(labels, np.uint8, offset=8).astype(np.int64))


def prepare(pixels, size):
    """Grey bytes [n,28,28] to the network's input [n,3,size,size]."""
    x = (pixels.float().unsqueeze(1) / 255 - MEAN) / STD
    x = F.interpolate(x, size=(size, size), mode="bilinear", align_corners=False)
    return x.expand(-1, 3, -1, -1).contiguous(memory_format=torch.channels_last)


def train():
    pixels, labels = load("train")
    model = torchvision.models.resnet18(num_classes=len(CLASSES)).to(memory_format=torch.channels_last)
    steps = len(EPOCHS) * (len(pixels) // BATCH)
    optimiser = torch.optim.SGD(model.parameters(), lr=PEAK_RATE, momentum=0.9, nesterov=True, weight_decay=5e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, PEAK_RATE, total_steps=steps, pct_start=0.2)
    model.train()
    begun = time.monotonic()
    step = 0
    for size in EPOCHS:
        order = torch.randperm(len(pixels))
        for at in range(0, len(order) - BATCH + 1, BATCH):
            chosen = order[at:at + BATCH]
            x = prepare(pixels[chosen], size)
            flip = torch.rand(len(x)) < 0.5
            x[flip] = x[flip].flip(3)
            # A camera's noise, of a strength that differs from picture to picture.
            x = x + torch.randn_like(x) * (0.3 * torch.rand(len(x), 1, 1, 1))
            optimiser.zero_grad(set_to_none=True)
            loss = F.cross_entropy(model(x), labels[chosen])
            loss.backward()
            optimiser.step()
            schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"step {step}/{steps} size {size} loss {loss.item():.3f} {time.monotonic() - begun:.0f} s", flush=True)
    return model, time.monotonic() - begun


def fused(model):
    """Batch norms folded into the convolutions and every weight rounded to half precision: the network as the file holds it."""
    model = model.eval()
    model.conv1, model.bn1 = fuse_conv_bn_eval(model.conv1, model.bn1), torch.nn.Identity()
    for layer in (model.layer1, model.layer2, model.layer3, model.layer4):
        for block in layer:
            block.conv1, block.bn1 = fuse_conv_bn_eval(block.conv1, block.bn1), torch.nn.Identity()
            block.conv2, block.bn2 = fuse_conv_bn_eval(block.conv2, block.bn2), torch.nn.Identity()
            if block.downsample is not None:
                block.downsample = fuse_conv_bn_eval(block.downsample[0], block.downsample[1])
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(p.half().float())
    return model


def measure(model, pixels, labels):
    logits = []
    with torch.no_grad():
        for at in range(0, len(pixels), 250):
            logits.append(model(prepare(pixels[at:at + 250], SIZE)))
    logits = torch.cat(logits)
    guess = logits.argmax(1)
    confusion = torch.zeros(len(CLASSES), len(CLASSES), dtype=torch.long)
    for truth, said in zip(labels.tolist(), guess.tolist()):
        confusion[truth, said] += 1
    return logits, (guess == labels), confusion


def export(model, path):
    torch.onnx.export(
        model.to(memory_format=torch.contiguous_format), torch.zeros(1, 3, SIZE, SIZE), str(path), opset_version=13,
        input_names=["image"], output_names=["logits"], dynamic_axes={"image": {0: "batch"}, "logits": {0: "batch"}})
    graph_file = onnx.load(str(path))
    graph = graph_file.graph
    casts, halves = [], []
    for weight in graph.initializer:
        if weight.data_type != onnx.TensorProto.FLOAT:
            halves.append(weight)
            continue
        stored = weight.name + ".half"
        halves.append(numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), stored))
        casts.append(helper.make_node("Cast", [stored], [weight.name], to=onnx.TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.initializer[:]
    graph.initializer.extend(halves)
    del graph.node[:]
    graph.node.extend(nodes)
    del graph_file.metadata_props[:]
    helper.set_model_props(graph_file, {
        "input_size": f"{SIZE}x{SIZE}", "input_channels": "3", "input_layout": "NCHW",
        "input_mean": ",".join([str(MEAN)] * 3), "input_std": ",".join([str(STD)] * 3),
        "class_names": json.dumps(CLASSES), "license": "MIT", "data": "Fashion-MNIST, Zalando SE, MIT"})
    onnx.checker.check_model(graph_file)
    onnx.save(graph_file, str(path))


def write_sample():
    for kind, header in (("images-idx3", 16), ("labels-idx1", 8)):
        whole = gzip.decompress((DATA / f"t10k-{kind}-ubyte.gz").read_bytes())
        each = 784 if header == 16 else 1
        cut = whole[:4] + SAMPLE.to_bytes(4, "big") + whole[8:header + SAMPLE * each]
        (HERE / f"fashion-mnist-sample-{kind}-ubyte.gz").write_bytes(gzip.compress(cut, 9, mtime=0))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", help="measure and export these weights instead of training")
    options.add_argument("--keep", help="keep the trained weights in this file")
    options = options.parse_args()
    torch.set_num_threads(2)
    torch.manual_seed(SEED)
    if options.weights:
        kept = torch.load(options.weights)
        model = torchvision.models.resnet18(num_classes=len(CLASSES))
        model.load_state_dict(kept["state"])
        seconds = kept["seconds"]
    else:
        model, seconds = train()
        if options.keep:
            torch.save({"state": model.state_dict(), "seconds": seconds}, options.keep)
    model = fused(model)
    pixels, labels = load("t10k")
    logits, right, confusion = measure(model, pixels, labels)
    path = HERE / f"{NAME}.onnx"
    export(model, path)
    write_sample()
    figures = {
        "testImages": len(labels), "right": int(right.sum()), "rightOfSample": int(right[:SAMPLE].sum()),
        "classes": CLASSES, "confusion": confusion.tolist(), "trainingSeconds": round(seconds),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "bytes": path.stat().st_size,
        "versions": {"python": platform.python_version(), "torch": torch.__version__,
                     "torchvision": torchvision.__version__, "onnx": onnx.__version__},
        "expectedLogits": [[round(v, 6) for v in row] for row in logits[:EXPECTED].tolist()]}
    (HERE / f"{NAME}.json").write_text(json.dumps(figures, indent=1) + "\n")
    print(f"{figures['right']} of {len(labels)} right; first {SAMPLE}: {figures['rightOfSample']}; {figures['bytes']} bytes")


if __name__ == "__main__":
    main()
