"""Makes training.json beside it, with PyTorch: python3 training.py

Trainings of 50 steps in double precision, with masks that are given, for ReferenceTraining to repeat; and how far PyTorch's
own single precision ends from them, which ours is measured by. Images, initial parameters and masks follow from formulas
that TrainingParityTest has too.
"""

import json
import math
import pathlib

import torch

CLASSES = 5
HIDDEN = [12, 8]
ROWS = 64
BATCH = 16
STEPS = 50
STEPS_AN_EPOCH = 10
SHOWN = 7  # every so many parameters
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-7


def pixels():
    row = torch.arange(ROWS).reshape(-1, 1)
    pixel = torch.arange(784).reshape(1, -1)
    return torch.where((row * 31 + pixel * 17) % 97 < 20, (row * 7 + pixel * 13) % 256, torch.zeros(1, dtype=torch.int64))


def labels():
    row = torch.arange(ROWS)
    return (row * row + 3 * row) % CLASSES


def mask(step, layer, rows, units, share):
    row = torch.arange(rows).reshape(-1, 1)
    unit = torch.arange(units).reshape(1, -1)
    kept = (step * 131 + layer * 71 + row * 37 + unit * 17) % 100 >= round(100 * share)
    return kept / (1 - share)


def noise(step, rows, deviation):
    row = torch.arange(rows).reshape(-1, 1)
    pixel = torch.arange(784).reshape(1, -1)
    return ((step * 89 + row * 53 + pixel * 29) % 101 - 50) / 30 * deviation


class Perceptron(torch.nn.Module):
    def __init__(self, case, dtype):
        super().__init__()
        self.case = case
        self.linear = torch.nn.ModuleList()
        self.norm = torch.nn.ModuleList()
        inputs, at = 784, 0
        for layer, units in enumerate(HIDDEN + [CLASSES]):
            hidden = layer < len(HIDDEN)
            normalized = hidden and case["batchNormalization"]
            linear = torch.nn.Linear(inputs, units, bias=not normalized, dtype=dtype)
            count = (inputs + 1) * units
            values = ((torch.arange(at, at + count) * 7919 + 12345) % 1021 - 510).to(dtype) / 4096
            linear.weight.data = values[: inputs * units].reshape(units, inputs)
            if not normalized:
                linear.bias.data = values[inputs * units :]
            self.linear.append(linear)
            if hidden:
                self.norm.append(torch.nn.BatchNorm1d(units, dtype=dtype) if normalized else torch.nn.Identity())
            inputs, at = units, at + count + (4 * units if normalized else 0)

    def forward(self, x, step):
        x = x + noise(step, len(x), self.case["inputNoise"]).to(x.dtype)
        x = x * mask(step, 0, len(x), 784, self.case["inputDropout"]).to(x.dtype)
        for layer, units in enumerate(HIDDEN):
            x = torch.relu(self.norm[layer](self.linear[layer](x)))
            x = x * mask(step, layer + 1, len(x), units, self.case["dropout"][layer]).to(x.dtype)
        return self.linear[-1](x)

    def flat(self):
        """In Deeplearning4j's order; the biases of normalised layers are zero."""
        parts = []
        for layer, linear in enumerate(self.linear):
            parts.append(linear.weight.flatten())
            parts.append(torch.zeros(len(linear.weight)) if linear.bias is None else linear.bias)
            if layer < len(HIDDEN) and self.case["batchNormalization"]:
                norm = self.norm[layer]
                parts += [norm.weight, norm.bias, norm.running_mean, norm.running_var]
        return torch.cat([part.detach().double() for part in parts])


def train(case, dtype):
    torch.set_default_dtype(dtype)
    model = Perceptron(case, dtype).train()
    initial = model.flat()
    weights = [linear.weight for linear in model.linear]
    others = [p for p in model.parameters() if all(p is not w for w in weights)]
    optimizer = torch.optim.AdamW(
        [{"params": weights, "weight_decay": case["weightDecay"]}, {"params": others, "weight_decay": 0}],
        lr=case["learningRate"],
        betas=(BETA1, BETA2),
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, case["learningRate"], total_steps=STEPS, cycle_momentum=False, final_div_factor=1e4
    )
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=case["labelSmoothing"])
    average = initial
    # Running statistics are averaged like all the others.
    ends = torch.optim.swa_utils.AveragedModel(model, use_buffers=True)
    x, y, losses = pixels().to(dtype) / 255, labels(), []
    for step in range(STEPS):
        rows = [(step * BATCH + i) % ROWS for i in range(BATCH)]
        loss = loss_of(model(x[rows], step + 1), y[rows])
        optimizer.zero_grad()
        loss.backward()
        if case["gradientClipping"]:
            torch.nn.utils.clip_grad_value_(model.parameters(), case["gradientClipping"])
        for group in optimizer.param_groups:
            # Keras's and Kingma's second form of Adam: the epsilon stands outside the correction.
            group["eps"] = EPSILON / math.sqrt(1 - BETA2 ** (step + 1))
        optimizer.step()
        schedule.step() if step < STEPS - 1 else None
        if case["maxNorm"]:
            with torch.no_grad():
                for weight in weights[:-1]:
                    norm = weight.norm(dim=1, keepdim=True)
                    weight *= torch.where(norm > case["maxNorm"], case["maxNorm"] / norm, torch.ones_like(norm))
        average = case["averaging"] * average + (1 - case["averaging"]) * model.flat()
        losses.append(loss.item())
        epoch, rest = divmod(step + 1, STEPS_AN_EPOCH)
        if rest == 0 and epoch > case["swaStart"] * STEPS / STEPS_AN_EPOCH:
            ends.update_parameters(model)
    return initial, losses, ends.module.flat() if case["swaStart"] else average


def case(name, **changes):
    plain = {
        "name": name,
        "learningRate": 0.01,
        "labelSmoothing": 0.0,
        "weightDecay": 0.0,
        "inputDropout": 0.0,
        "dropout": [0.0, 0.0],
        "batchNormalization": False,
        "averaging": 0.0,
        "maxNorm": 0.0,
        "inputNoise": 0.0,
        "gradientClipping": 0.0,
        "swaStart": 0.0,
    }
    settings = {**plain, **changes}
    initial, losses, exact = train(settings, torch.float64)
    _, _, single = train(settings, torch.float32)
    moved = (exact - initial).norm()
    return {
        **settings,
        "losses": losses,
        "parameters": exact[::SHOWN].tolist(),
        "distanceOfSingle": ((single - exact).norm() / moved).item(),
    }


def affine(rotation, shear, scale, right, down):
    """An image turned, sheared, scaled and shifted about its middle, by PyTorch's bilinear sampling."""
    turn = torch.tensor([[math.cos(rotation), -math.sin(rotation)], [math.sin(rotation), math.cos(rotation)]])
    lean = torch.tensor([[1, math.tan(shear)], [0, 1]])
    back = torch.linalg.inv(scale * turn @ lean)
    place = torch.arange(28.0)
    y, x = torch.meshgrid(place, place, indexing="ij")
    middle = torch.tensor([13.5, 13.5])
    moved = torch.stack([x, y], -1).reshape(-1, 2) - middle - torch.tensor([right, down])
    source = moved @ back.T + middle
    grid = (source / 13.5 - 1).reshape(1, 28, 28, 2)
    image = pixels()[3].double().reshape(1, 1, 28, 28)
    result = torch.nn.functional.grid_sample(image, grid, mode="bilinear", padding_mode="zeros", align_corners=True)
    return {
        "rotation": rotation,
        "shear": shear,
        "scale": scale,
        "right": right,
        "down": down,
        "source": source.flatten()[:8].tolist(),
        "greys": [round(grey, 12) for grey in result.flatten().tolist()],
    }


trainings = [
    case("labels smoothed, weights decay", labelSmoothing=0.1, weightDecay=0.05),
    case("dropout", dropout=[0.25, 0.5], inputDropout=0.2),
    case("batch normalisation", batchNormalization=True),
    case("norms limited", maxNorm=1.2),
    case("noise on pixels", inputNoise=0.3),
    case("gradients cut off", gradientClipping=0.01),
    case("ends of epochs averaged", batchNormalization=True, swaStart=0.4),
    case(
        "all at once",
        labelSmoothing=0.02,
        weightDecay=0.01,
        dropout=[0.2, 0.1],
        inputDropout=0.1,
        batchNormalization=True,
        maxNorm=1.2,
        averaging=0.9,
    ),
]
torch.set_default_dtype(torch.float64)
affines = [affine(0.3, -0.2, 1.1, 1.25, -0.5), affine(-0.15, 0.1, 0.85, -2.75, 1.5), affine(0, 0, 1, 0, 0)]
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"torch": torch.__version__, "trainings": trainings, "affines": affines}, indent=1) + "\n")
