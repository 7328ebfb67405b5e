# The suite in an image of its own: no browser, no root, and nothing written but to /results and /tmp, so that the root may be read-only:
#   docker build --tag gwlb-conformance .
#   docker run --rm --read-only --tmpfs /tmp --volume "$PWD/results:/results" gwlb-conformance run --config gwlb.yaml
# The emulator, with a health check:
#   docker build --tag gwlb-emulator --target emulator .
#   docker run --rm --read-only --tmpfs /tmp --publish 127.0.0.1:4010:4010 gwlb-emulator

FROM node:22-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The build is a step of its own, once the sources are there.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# What goes into the image is what goes into the package, with the packages as they are locked.
RUN npm run build && npm pack --ignore-scripts && mkdir /suite && tar --extract --gzip --strip-components 1 --directory /suite --file gwlb-conformance-*.tgz
RUN cp package-lock.json /suite/ && npm ci --prefix /suite --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-slim AS suite
ENV NODE_ENV=production HOME=/tmp
COPY --from=build /suite /suite
RUN ln --symbolic /suite/dist/cli/main.js /usr/local/bin/gwlb-conformance && chmod a+rx /suite/dist/cli/main.js \
  && install --directory --owner=1000 --group=1000 /results
USER 1000:1000
WORKDIR /results
ENTRYPOINT ["gwlb-conformance"]
CMD ["--help"]

FROM suite AS emulator
EXPOSE 4010
# Whatever it answers to a bare request, it answers.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/').then(() => process.exit(0), () => process.exit(1))"]
CMD ["emulator", "--host", "0.0.0.0", "--port", "4010", "--auth", "none"]

# What `docker build .` makes.
FROM suite
