;; Floats of 16 bits as floats of 32, eight at a time, exact for every value. Addresses are in bytes. Build: npm run kernels.
(module
  (memory (export "memory") 1)

  ;; Of four numbers, each in the lower half of its lane: exponent and fraction where they belong, times 2^112 for the difference between the
  ;; formats' exponents; the largest exponent is that of what is not finite. Then the sign.
  (func $wide (param $half v128) (result v128)
    (local $size v128)
    (local.set $size (v128.and (local.get $half) (v128.const i32x4 0x7fff 0x7fff 0x7fff 0x7fff)))
    (v128.or
      (v128.or
        (f32x4.mul (i32x4.shl (local.get $size) (i32.const 13)) (v128.const f32x4 0x1p112 0x1p112 0x1p112 0x1p112))
        (v128.and
          (i32x4.gt_s (local.get $size) (v128.const i32x4 0x7bff 0x7bff 0x7bff 0x7bff))
          (v128.const i32x4 0x7f800000 0x7f800000 0x7f800000 0x7f800000)))
      (i32x4.shl (v128.and (local.get $half) (v128.const i32x4 0x8000 0x8000 0x8000 0x8000)) (i32.const 16))))

  ;; Those from `from` up to `end`, to `to` and what follows; the last eight are computed whole.
  (func (export "widen") (param $from i32) (param $end i32) (param $to i32)
    (local $halves v128)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $from) (local.get $end)))
        (local.set $halves (v128.load (local.get $from)))
        (v128.store offset=0 (local.get $to) (call $wide (i32x4.extend_low_i16x8_u (local.get $halves))))
        (v128.store offset=16 (local.get $to) (call $wide (i32x4.extend_high_i16x8_u (local.get $halves))))
        (local.set $from (i32.add (local.get $from) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 32)))
        (br $next)))))
