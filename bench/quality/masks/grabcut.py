"""Made the masks beside this file: GrabCut (opencv-python-headless 5.0.0), started from a box and a few brush strokes per photo,
checked by eye. Cut-out photos need none, they have an alpha channel. White is the subject; the longer side has 320 pixels.

usage: grabcut.py PHOTO_FOLDER OUT_FOLDER
"""
import sys

import cv2
import numpy as np

SIDE = 320
# Fractions of width and height. box: left, top, right, bottom. fg, bg: [brush width in pixels or 0 for a filled polygon, x, y, ...].
# raw: take the fg polygons as they are.
HINTS = {
    'kitten-face': {'box': [0.0, 0.02, 0.97, 0.99], 'bg': [[0, 0, 0.4, 0.05, 0.5, 0.06, 0.72, 0, 0.8], [0, 0.88, 0.6, 1, 0.6, 1, 1, 0.95, 1]]},
    'hopper': {'box': [0.17, 0.03, 0.99, 1], 'raw': 1, 'fg': [[0, 0.32, 0.1, 0.36, 0.05, 0.52, 0.03, 0.68, 0.06, 0.72, 0.13, 0.73, 0.22, 0.7, 0.27, 0.72, 0.36, 0.71, 0.45, 0.68, 0.5, 0.64, 0.52, 0.65, 0.56, 0.78, 0.6, 0.92, 0.65, 0.97, 0.75, 0.99, 1, 0.02, 1, 0.05, 0.72, 0.1, 0.64, 0.25, 0.59, 0.38, 0.53, 0.33, 0.46, 0.31, 0.38, 0.33, 0.28, 0.3, 0.2]]},
    'cup': {'box': [0.08, 0.1, 0.87, 0.85], 'fg': [[5, 0.73, 0.25, 0.79, 0.21, 0.82, 0.34, 0.74, 0.45]]},
    'chair': {'box': [0.2, 0.05, 0.86, 0.92], 'bg': [[0, 0.33, 0.53, 0.66, 0.49, 0.68, 0.9, 0.3, 0.9], [0, 0.74, 0.62, 0.83, 0.58, 0.83, 0.9, 0.74, 0.9], [0, 0.75, 0.5, 0.83, 0.47, 0.83, 0.53, 0.75, 0.57]], 'fg': [[5, 0.3, 0.45, 0.295, 0.6, 0.27, 0.8], [5, 0.7, 0.47, 0.71, 0.7, 0.715, 0.88], [4, 0.85, 0.45, 0.86, 0.6, 0.85, 0.74], [4, 0.505, 0.5, 0.5, 0.67], [4, 0.73, 0.6, 0.85, 0.56], [0, 0.31, 0.43, 0.55, 0.39, 0.85, 0.44, 0.7, 0.46, 0.32, 0.5]]},
    'car': {'box': [0.0, 0.35, 0.83, 0.87], 'fg': [[0, 0.52, 0.62, 0.54, 0.52, 0.58, 0.48, 0.62, 0.52, 0.63, 0.62, 0.61, 0.72, 0.56, 0.76, 0.52, 0.72], [0, 0.79, 0.55, 0.8, 0.49, 0.815, 0.5, 0.815, 0.58, 0.8, 0.61]]},
    'sunflower': {'box': [0.12, 0.07, 0.88, 0.85]},
    'dog': {'box': [0.03, 0.13, 0.98, 1]},
    'duck': {'box': [0.12, 0.2, 0.84, 0.96], 'bg': [[6, 0.815, 0.5, 0.81, 0.65, 0.76, 0.77, 0.64, 0.83]]},
    'windmill': {'box': [0.17, 0.06, 0.9, 0.86]},
    'crab': {'box': [0.04, 0.18, 0.96, 0.86]},
    'astronaut': {'box': [0.24, 0.0, 0.72, 0.9]},
    'cat': {'box': [0.06, 0.12, 1, 0.78], 'bg': [[0, 0.05, 0.57, 0.14, 0.6, 0.22, 0.73, 0.3, 0.77, 0.05, 0.8]]},
    'president': {'box': [0.12, 0.02, 0.98, 1], 'bg': [[0, 0, 0, 0.36, 0, 0.36, 0.2, 0.4, 0.3, 0.3, 0.355, 0.12, 0.4, 0.06, 0.6, 0, 0.6], [0, 0.73, 0, 1, 0, 1, 1, 0.97, 0.6, 0.9, 0.42, 0.66, 0.32, 0.72, 0.2], [0, 0, 0.6, 0.06, 0.6, 0.06, 1, 0, 1]], 'fg': [[0, 0.44, 0.06, 0.62, 0.06, 0.68, 0.2, 0.6, 0.32, 0.5, 0.32, 0.42, 0.22]]},
    'musician': {'box': [0.12, 0.04, 0.92, 0.99]},
    'gamepad': {'box': [0.07, 0.1, 0.93, 0.9]},
    'scissors': {'box': [0.01, 0.02, 0.99, 0.97], 'bg': [[0, 0.71, 0.15, 0.78, 0.12, 0.79, 0.2, 0.74, 0.28, 0.7, 0.25], [0, 0.72, 0.77, 0.8, 0.68, 0.93, 0.68, 0.94, 0.76, 0.85, 0.82, 0.75, 0.81], [0, 0.65, 0.57, 0.8, 0.43, 0.86, 0.25, 0.9, 0.05, 1, 0.05, 1, 0.55, 0.8, 0.57], [0, 0.58, 0.78, 0.68, 0.88, 0.85, 0.95, 1, 0.9, 1, 1, 0.4, 1]]},
    'balloon': {'box': [0.22, 0.13, 0.78, 0.9]},
    'house': {'box': [0.52, 0.2, 0.99, 0.64]},
    'liberty': {'box': [0.15, 0.02, 0.8, 0.96], 'fg': [[6, 0.28, 0.11, 0.285, 0.14, 0.3, 0.2], [8, 0.3, 0.2, 0.34, 0.3, 0.38, 0.38]]},
    'cow': {'box': [0.22, 0.38, 0.91, 0.92], 'bg': [[0, 0.8, 0.72, 0.84, 0.72, 0.84, 0.87, 0.8, 0.87]], 'fg': [[4, 0.48, 0.66, 0.47, 0.87], [4, 0.51, 0.66, 0.51, 0.85], [4, 0.77, 0.66, 0.78, 0.84], [4, 0.86, 0.62, 0.875, 0.86]]},
    'red-panda': {'box': [0.28, 0.08, 1, 1], 'fg': [[0, 0.6, 0.13, 0.67, 0.06, 0.71, 0.1, 0.72, 0.25, 0.62, 0.25]]},
}


def draw(mask, strokes, value):
    height, width = mask.shape
    for thickness, *xy in strokes:
        points = (np.array(xy).reshape(-1, 2) * [width, height]).astype(int)
        if thickness:
            cv2.polylines(mask, [points], False, int(value), thickness)
        else:
            cv2.fillPoly(mask, [points], int(value))


def segment(image, hint):
    height, width = image.shape[:2]
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    x0, y0, x1, y1 = hint["box"]
    mask[int(y0 * height) : int(y1 * height), int(x0 * width) : int(x1 * width)] = cv2.GC_PR_FGD
    draw(mask, hint.get("bg", []), cv2.GC_BGD)
    draw(mask, hint.get("fg", []), cv2.GC_FGD)
    if not hint.get("raw"):
        cv2.setRNGSeed(1)
        cv2.grabCut(image, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 8, cv2.GC_INIT_WITH_MASK)
        return ((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8)
    return (mask == cv2.GC_FGD).astype(np.uint8)


def clean(mask):
    """Drops specks below a twentieth of the largest part and fills holes below 60 pixels."""
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    mask = np.isin(labels, [i for i in range(1, count) if stats[i, 4] > 0.05 * stats[1:, 4].max()]).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4)
    for i in range(1, count):
        if stats[i, 4] < 60:
            mask[labels == i] = 1
    return mask


photos, out = sys.argv[1:]
for name, hint in HINTS.items():
    image = cv2.imread(f"{photos}/{name}.jpg")
    scale = SIDE / max(image.shape[:2])
    image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    cv2.imwrite(f"{out}/{name}.png", clean(segment(image, hint)) * 255, [cv2.IMWRITE_PNG_BILEVEL, 1])
