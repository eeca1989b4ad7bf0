"""One training step of SIS-RNN in PyTorch, as src/cli/bench/naive.ts writes it in tfjs: a loop over time, the
K + 1 draws of psi on noise of their own in every row, everything through autograd, Adam, global-norm clipping.

A child process of `npm run bench`. Its one argument is a JSON object of sizes (see torch.ts); it answers with
one JSON line {"torch", "threads", "parameters"}, then for every line "MS" on stdin makes steps until MS
milliseconds have passed, at least one, and answers {"ms": mean of a step, "peakBytes": growth of the process}.
The number of threads comes from the environment (OMP_NUM_THREADS and OPENBLAS_NUM_THREADS).
"""

import json
import math
import os
import resource
import sys
import time

try:
    import torch
    from torch import nn
except ImportError:
    sys.exit(3)


def stack(inputs, widths):
    """Linear layers with a relu after each."""
    layers = []
    for width in widths:
        layers += [nn.Linear(inputs, width), nn.ReLU()]
        inputs = width
    return nn.Sequential(*layers)


def gaussian_log_density(x, mean, log_sigma):
    scaled = (x - mean) * torch.exp(-log_sigma)
    return -0.5 * scaled * scaled - log_sigma - 0.5 * math.log(2 * math.pi)


class SisRnn(nn.Module):
    """The model of src/model with a deterministic sigma, a learned prior and a Bernoulli decoder."""

    def __init__(self, channels, hidden, latent, features, mixing, noise, prior, decoder):
        super().__init__()
        self.hidden, self.latent, self.noise = hidden, latent, noise
        self.phi_x = stack(channels, [features])
        self.phi_z = stack(latent, [features])
        self.gru = nn.GRUCell(2 * features, hidden)
        below = [hidden + features] + mixing[:-1]
        self.mixing = nn.ModuleList(
            nn.Linear(width + extra, out) for width, extra, out in zip(below, noise, mixing)
        )
        self.mu = nn.Linear(mixing[-1], latent)
        self.sigma = nn.Sequential(
            nn.Linear(hidden + features, mixing[0]), nn.ReLU(), nn.Linear(mixing[0], latent)
        )
        self.prior = stack(hidden, prior)
        self.prior_mu = nn.Linear(prior[-1], latent)
        self.prior_log_sigma = nn.Linear(prior[-1], latent)
        self.decoder = nn.Sequential(
            stack(features + hidden, decoder), nn.Linear(decoder[-1], channels)
        )

    def loss(self, x, draws, beta):
        """x [T, B, X] -> the negative bound, mean over the batch"""
        steps, size, _ = x.shape
        h = torch.zeros(size, self.hidden)
        reconstruction = torch.zeros(size)
        kl = torch.zeros(size)
        for t in range(steps):
            phi_x = self.phi_x(x[t])
            context = torch.cat([h, phi_x], 1)
            u = context.unsqueeze(1).expand(size, draws + 1, context.shape[1])
            for layer, width in zip(self.mixing, self.noise):
                coins = torch.randint(0, 2, (size, draws + 1, width)).float()
                u = torch.relu(layer(torch.cat([u, coins], 2)))
            mu = self.mu(u)  # [B, K + 1, D]
            # src/model: at most 2, approached smoothly, and at least -5
            log_sigma = torch.clamp(2 - nn.functional.softplus(2 - self.sigma(context)), min=-5)
            z = mu[:, 0] + torch.exp(log_sigma) * torch.randn(size, self.latent)
            each = gaussian_log_density(z.unsqueeze(1), mu, log_sigma.unsqueeze(1)).sum(2)
            log_h = torch.logsumexp(each, 1) - math.log(draws + 1)
            top = self.prior(h)
            prior_log_sigma = torch.clamp(self.prior_log_sigma(top), -5, 2)
            log_prior = gaussian_log_density(z, self.prior_mu(top), prior_log_sigma).sum(1)
            kl = kl + log_h - log_prior
            phi_z = self.phi_z(z)
            logit = self.decoder(torch.cat([phi_z, h], 1))
            reconstruction = reconstruction + (x[t] * logit - nn.functional.softplus(logit)).sum(1)
            if t < steps - 1:
                h = self.gru(torch.cat([phi_x, phi_z], 1), h)
        return (beta * kl - reconstruction).mean()


def main():
    sizes = json.loads(sys.argv[1])
    torch.manual_seed(1)
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
    model = SisRnn(
        *(sizes[name] for name in ("channels", "hidden", "latent", "features")),
        *(sizes[name] for name in ("mixingWidths", "injectedNoise")),
        *(sizes[name] for name in ("priorWidths", "decoderWidths")),
    )
    x = torch.randint(0, 2, (sizes["steps"], sizes["size"], sizes["channels"])).float()
    optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        optimiser.zero_grad()
        model.loss(x, sizes["draws"], 1.0).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 10)
        optimiser.step()

    parameters = sum(parameter.numel() for parameter in model.parameters())
    about = {
        "torch": torch.__version__,
        "threads": torch.get_num_threads(),
        "parameters": parameters,
    }
    print(json.dumps(about), flush=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    step()
    for line in sys.stdin:
        least = float(line) / 1000
        count = 0
        began = time.perf_counter()
        while count == 0 or time.perf_counter() - began < least:
            step()
            count += 1
        ms = (time.perf_counter() - began) / count * 1000
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        # kilobytes on Linux, bytes on macOS
        unit = 1 if sys.platform == "darwin" else 1024
        print(json.dumps({"ms": ms, "peakBytes": grown * unit}), flush=True)


main()
